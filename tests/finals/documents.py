"""Small files of the kinds that may be sent, with a name in their properties."""

import io
import zipfile

CORE = (
    '<?xml version="1.0"?><cp:coreProperties xmlns:cp="c" xmlns:dc="d">'
    "<dc:creator>Ada Specimen</dc:creator></cp:coreProperties>"
)
PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Author (Ada \\(Specimen\\)) /Title (CV of Ada) >>\n"
    b"endobj\ntrailer << /Info 1 0 R >>\n%%EOF\n"
)


def office(part, *, extra=()):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr(part, "<content>Count: 12</content>")
        parts.writestr("docProps/core.xml", CORE)
        for name in extra:
            parts.writestr(name, "x")
    return content.getvalue()


def xlsx(**more):
    return office("xl/workbook.xml", **more)


def docx():
    return office("word/document.xml")
