"""Files as people save them, made here: pages, PDFs, single-file pages. All invented."""

import io
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

PARAGRAPHS = [
    "Three people were shot near the market of Zhuparly on Friday, the town council said in the evening.",
    "The mother of one of them told Reed News that her son had gone out for bread and that he was unarmed.",
    "The council did not say who had opened fire, and the police of the town have given no answer to questions.",
]
RUSSIAN = (
    "Трое жителей города были ранены у рынка в пятницу, и об этом сообщили в совете города, но не сказали, кто стрелял."
)
KAZAKH = (
    "Қаланың үш тұрғыны жұма күні базар жанында жараланды, бұл туралы қала кеңесі хабарлады және кім атқанын айтпады."
)


def a_page(paragraphs=PARAGRAPHS, *, head="", charset="utf-8", title="Three days in Zhuparly") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="Reed News">'
        f'<meta property="article:published_time" content="2022-01-08T10:00:00Z">{head}</head>'
        f"<body><nav>Home News Sport</nav><article><h1>{title}</h1>{body}</article></body></html>"
    )


def a_single_file_page(**values) -> bytes:
    message = MIMEMultipart("related")
    message["Snapshot-Content-Location"] = "https://news.example/three-days"
    message.attach(MIMEText(a_page(**values), "html", "utf-8"))
    return message.as_bytes()


def a_pdf(text="Three people were shot near the market.", *, password="", title="Three days") -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(width=400, height=400)
    if text:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf 20 300 Td ({text}) Tj ET".encode("ascii"))
        page[NameObject("/Contents")] = writer._add_object(content)
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
