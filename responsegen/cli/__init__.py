"""The commands: arguments in, files and messages out."""
