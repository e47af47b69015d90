"""Drive a headless Chromium through its debugging pipe, with nothing but the standard library."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from time import sleep
from typing import Any, BinaryIO, Self

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# The browser reads from the third and writes to the fourth of the files that are open when it begins.
AS_THREE_AND_FOUR = """
import fcntl, os, sys
kept = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for end, number in zip(kept, (3, 4)):
    os.dup2(end, number)
os.execv(sys.argv[3], sys.argv[3:])
"""
KEYS = {
    "Enter": ("Enter", 13, "\r"),
    "Tab": ("Tab", 9, ""),
    "Escape": ("Escape", 27, ""),
    "ArrowUp": ("ArrowUp", 38, ""),
    "ArrowDown": ("ArrowDown", 40, ""),
    "ArrowLeft": ("ArrowLeft", 37, ""),
    "ArrowRight": ("ArrowRight", 39, ""),
}


class Browser:
    """One page of a browser."""

    def __init__(self, sending: BinaryIO, receiving: BinaryIO) -> None:
        """Take the two ends of its pipe."""
        self._out, self._in = sending, receiving
        self._number = count(1)
        self._session = ""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")

    def ask(self, method: str, **parameters: object) -> Any:  # noqa: ANN401 -- JSON
        """Give a command of the protocol, and wait for its answer."""
        number = next(self._number)
        whole = {"id": number, "method": method, "params": parameters}
        self._out.write(json.dumps(whole | ({"sessionId": self._session} if self._session else {})).encode() + b"\0")
        while True:
            answer = json.loads(self._message())
            if answer.get("id") == number:
                return answer.get("result", {})  # none where the page is just giving way to another

    def _message(self) -> bytes:
        message = bytearray()
        while (byte := self._in.read(1)) != b"\0":
            assert byte, "the browser has ended"
            message += byte
        return bytes(message)

    def open(self, address: str) -> Self:
        """Go to an address, and wait until it is there."""
        self.ask("Page.navigate", url=address)
        self.wait("location.href !== 'about:blank'")
        return self

    def run(self, script: str) -> Any:  # noqa: ANN401 -- JSON
        """Evaluate a script in the page, and return its value."""
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until this holds in the page, once it is there as a whole: half a page lacks what is below."""
        condition = f"document.readyState === 'complete' && ({condition})"
        for _ in range(2000):
            found = self.ask("Runtime.evaluate", expression=f"!!({condition})", returnByValue=True)
            if found.get("result", {}).get("value"):
                return
            sleep(0.01)
        raise AssertionError(condition)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            name, code, text = KEYS[key]
            for kind in ("keyDown", "keyUp"):
                self.ask(
                    "Input.dispatchKeyEvent",
                    type=kind,
                    key=name,
                    code=name,
                    windowsVirtualKeyCode=code,
                    text=text if kind == "keyDown" else "",
                )

    def click(self, selector: str) -> None:
        """Click into the middle of an element."""
        x, y = self.run(
            f"(() => {{ const each = document.querySelector({json.dumps(selector)});"
            " each.scrollIntoView({ block: 'center' }); const box = each.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2] })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def text(self, selector: str) -> str:
        """Return what an element says."""
        found: str = self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''")
        return found


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser, and end it."""
    to_browser, sending = os.pipe()
    receiving, from_browser = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        command = [
            *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"),
            *("--no-first-run", f"--user-data-dir={home}", "--window-size=1440,1000", "about:blank"),
        ]
        ends = (to_browser, from_browser)
        process = subprocess.Popen(
            [sys.executable, "-c", AS_THREE_AND_FOUR, *map(str, ends), *command],
            pass_fds=ends,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        with os.fdopen(sending, "wb", 0) as out, os.fdopen(receiving, "rb") as into:
            try:
                yield Browser(out, into)
            finally:
                process.kill()
                process.wait()
