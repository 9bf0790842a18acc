"""The SRI's schemas: read from a folder that a setting names, for the project does not carry them."""

import copy
import re
from functools import cache
from pathlib import Path

from lxml import etree

FILES = {"factura": "factura_V1.1.0.xsd", "notaCredito": "NotaCredito_V1.1.0.xsd", "iva": "ats.xsd"}
DS = "http://www.w3.org/2000/09/xmldsig#"
# The published copy is older than the second legend of RIMPE, and knows only the first.
RIMPE_KNOWN = re.compile('value="CONTRIBUYENTE RÉGIMEN RIMPE"')
RIMPE_BOTH = 'value="CONTRIBUYENTE (NEGOCIO POPULAR - )?RÉGIMEN RIMPE"'


class Beside(etree.Resolver):
    """Whatever a schema asks for is the file of that name beside it, never something on the network."""

    def __init__(self, folder):
        self.folder = folder

    def resolve(self, url, id, context):
        return self.resolve_filename(str(self.folder / Path(url).name), context)


@cache
def schema(folder, root_name):
    """The schema of a document, and whether it knows of the signature inside it."""
    folder = Path(folder)
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    parser.resolvers.add(Beside(folder))
    text = (folder / FILES[root_name]).read_text(encoding="utf-8-sig")
    text = re.sub(r"^<\?xml[^>]*\?>", "", RIMPE_KNOWN.sub(RIMPE_BOTH, text))
    tree = etree.fromstring(text, parser, base_url=str(folder / FILES[root_name]))
    return etree.XMLSchema(tree), "ds:Signature" in text


def wrong_in(root, folder):
    """What the official schema has against a document: sentences of the parser, none where it is valid."""
    known, signed = schema(str(folder), root.tag)
    if not signed:
        root = copy.deepcopy(root)
        for signature in root.findall(f"{{{DS}}}Signature"):
            root.remove(signature)
    known.validate(root)
    return [error.message for error in known.error_log]
