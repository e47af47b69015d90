"""The commands: arguments in, files and messages out."""


def main() -> None:
    """Run the command that the command line names, and exit with its code."""
    from responsegen.cli.program import run  # noqa: PLC0415 -- importing this package must cost nothing

    run()
