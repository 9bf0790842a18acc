"""Two verifiers of XML signatures that know nothing of the signer: signxml, and the xmlsec library."""

import xmlsec
from lxml import etree
from signxml import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.xades import XAdESSignatureConfiguration, XAdESVerifier

# Documents have their identifiers in attributes that only a schema would declare.
IDS = ("id", "Id")


def signxml_verifies(content, ca_file, algorithm="SHA1"):
    """Whether signxml finds three references, all right, of a certificate that the authority issued."""
    config = XAdESSignatureConfiguration(
        require_x509=True,
        expect_references=3,
        signature_methods=frozenset({SignatureMethod[f"RSA_{algorithm}"]}),
        digest_algorithms=frozenset({DigestAlgorithm[algorithm]}),
        default_reference_c14n_method=CanonicalizationMethod.CANONICAL_XML_1_0,
    )
    try:
        XAdESVerifier().verify(content, ca_pem_file=str(ca_file), expect_config=config)
    except Exception:  # whatever it trips over, it is not verified
        return False
    return True


def xmlsec_verifies(content, ca_file):
    """Whether xmlsec does."""
    try:
        root = etree.fromstring(content)
        manager = xmlsec.KeysManager()
        manager.load_cert(
            str(ca_file), xmlsec.constants.KeyDataFormatPem, xmlsec.constants.KeyDataTypeTrusted
        )
        context = xmlsec.SignatureContext(manager)
        for element in root.iter(etree.Element):
            for name in IDS:
                if element.get(name):
                    context.register_id(element, name)
        context.verify(xmlsec.tree.find_node(root, xmlsec.constants.NodeSignature))
    except (xmlsec.Error, etree.XMLSyntaxError, TypeError):
        return False
    return True
