"""Let LibreOffice accept or reject the tracked changes of many DOCX at once, by a macro in a profile of its own."""

import shutil
import subprocess
from pathlib import Path

SOFFICE = shutil.which("soffice")
MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Resolve(folder As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue, filter(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  filter(0).Name = "FilterName" : filter(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  For Each what In Array("Accept", "Reject")
    For number = 0 To 9999
      source = folder &amp; "/" &amp; number &amp; ".docx"
      If Not FileExists(source) Then Exit For
      document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
      frame = document.CurrentController.Frame
      dispatcher.executeDispatch(frame, ".uno:" &amp; what &amp; "AllTrackedChanges", "", 0, Array())
      document.storeToURL(ConvertToURL(folder &amp; "/" &amp; what &amp; number &amp; ".docx"), filter())
      document.close(True)
    Next
  Next
End Sub
</script:module>
"""


def resolve(folder: Path) -> None:
    """Write Accept0.docx and Reject0.docx beside 0.docx, and so on."""
    command = [SOFFICE or "soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    macro = f"macro:///Standard.Module1.Resolve({folder})"
    for arguments in (["--terminate_after_init"], [macro]):  # it fills a new profile at the first start
        subprocess.run([*command, *arguments], check=True, capture_output=True, timeout=1200)
        (folder / "profile/user/basic/Standard/Module1.xba").write_text(MODULE)
