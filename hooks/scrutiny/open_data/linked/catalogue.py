"""The catalogue of what may be downloaded: DCAT for data portals, and a schema.org data set for the data page.

DCAT 3: https://www.w3.org/TR/vocab-dcat-3/; checksums are SPDX's.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scrutiny.open_data.api.councils import CouncilRow
from scrutiny.open_data.api.imprint import CATALOGUE, DATA_PAGE, FOLDER, VERSION, Imprint, data_path
from scrutiny.open_data.linked.parts import Node
from scrutiny.open_data.linked.records import filled

JSON = "application/json"

ABOUT = (
    "What inspectors found, what councillors resolved, who was to do what by when, and what happened next: the public "
    "record of council scrutiny."
)
"""What the data is, in one sentence."""

CONTEXT: Mapping[str, object] = {
    "@version": 1.1,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{
        name: {"@type": "@id"}
        for name in (
            *("dcat:accessURL", "dcat:downloadURL", "dcat:endpointURL", "dcat:landingPage", "dcat:mediaType"),
            *("dcat:theme", "dct:language", "dct:license", "dct:spatial", "foaf:homepage"),
            *("spdx:algorithm", "dcat:endpointDescription", "dcat:servesDataset"),
        )
    },
    "dct:modified": {"@type": "xsd:date"},
    "dcat:byteSize": {"@type": "xsd:nonNegativeInteger"},
    "spdx:checksumValue": {"@type": "xsd:hexBinary"},
}
"""The terms of the catalogue, written out, so that nothing is fetched."""

_ENGLISH = "http://publications.europa.eu/resource/authority/language/ENG"
_GOVERNMENT = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
_ADDRESS = re.compile(r"https?://\S+")
_GSS = re.compile(r"[ENSW]\d{8}")
_GEOGRAPHY = "http://statistics.data.gov.uk/id/statistical-geography/"
"""What the addresses of places begin with at the Office for National Statistics; a GSS code follows."""


class Download(NamedTuple):
    """A file that may be downloaded, as plain values."""

    path: str
    """Where it stands, from the site's root."""
    title: str
    """What it is, for a reader."""
    media_type: str
    """Its media type, as IANA registers it: ``text/csv``."""
    size: int
    """How many bytes it has."""
    sha256: str
    """Its fingerprint in hexadecimal."""
    authority: str = ""
    """The authority it is about; empty for a file about all."""


def catalogue(
    imprint: Imprint, name: str, downloads: Iterable[Download], rows: Iterable[CouncilRow]
) -> tuple[str, bytes]:
    """Return the file of the catalogue: a data set of the whole site called ``name``, and one of each authority."""
    of_authority: defaultdict[str, list[Node]] = defaultdict(list)
    for download in downloads:
        of_authority[download.authority].append(_distribution(imprint, download))
    listed = list(rows)
    datasets = [_whole(imprint, name, of_authority[""], listed)]
    datasets += [_of_authority(imprint, name, row, of_authority.get(row.id, [])) for row in listed]
    node = filled(
        {
            "@id": imprint.at(CATALOGUE),
            "@type": "dcat:Catalog",
            "dct:title": name,
            "dct:description": ABOUT,
            "foaf:homepage": imprint.at(""),
            "dct:language": _ENGLISH,
            **_common(imprint, name, imprint.licence),
            "dcat:dataset": datasets,
            "dcat:service": [_service(imprint, name)],
        }
    )
    # The catalogue lies two folders below the root, from which addresses are given where the site has none of its own.
    base = {} if imprint.site_url else {"@base": "../" * CATALOGUE.count("/")}
    text = json.dumps({"@context": {**base, **CONTEXT}, **node}, ensure_ascii=False, indent=1)
    return CATALOGUE, f"{text}\n".encode()


def dataset(imprint: Imprint, name: str, downloads: Iterable[Download]) -> Node:
    """Return the data of the site as a data set of schema.org, which general search engines read on the data page."""
    return filled(
        {
            "@id": imprint.at(DATA_PAGE),
            "@type": "Dataset",
            "name": name,
            "description": ABOUT,
            "url": imprint.at(DATA_PAGE),
            "version": VERSION,
            "dateModified": imprint.as_of.isoformat(),
            "license": imprint.licence or None,
            "isAccessibleForFree": True,
            "includedInDataCatalog": {"@type": "DataCatalog", "@id": imprint.at(CATALOGUE), "name": name},
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": each.title,
                    "encodingFormat": each.media_type,
                    "contentUrl": imprint.at(each.path),
                    "contentSize": f"{each.size} B",
                    "sha256": each.sha256,
                }
                for each in downloads
                if not each.authority
            ],
        }
    )


def _common(imprint: Imprint, name: str, licence: str) -> Node:
    """Return what the catalogue and each data set say: the day, who publishes, under what licence they may be used."""
    named = {"@type": "dct:LicenseDocument", "rdfs:label": licence}
    known = licence if _ADDRESS.fullmatch(licence) else named
    return {
        "dct:modified": imprint.as_of.isoformat(),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": name},
        "dct:license": known if licence else None,
        "dct:rights": None if licence else _rights("The licence is not stated."),
    }


def _rights(words: str) -> Node:
    return {"@type": "dct:RightsStatement", "rdfs:label": words}


def _whole(imprint: Imprint, name: str, distributions: list[Node], rows: Sequence[CouncilRow]) -> Node:
    """Return the data set of all; where authorities have licences of their own, it has none that holds for all."""
    common = _of_any(imprint, name, imprint.licence)
    if any(row.licence != imprint.licence for row in rows):
        common |= {"dct:license": None, "dct:rights": _rights("The data set of each authority states its licence.")}
    return {
        "@id": imprint.at(f"{CATALOGUE}#all"),
        "@type": "dcat:Dataset",
        "dct:title": f"{name}: all authorities",
        "dct:description": _described("", invented=bool(rows) and all(row.invented for row in rows)),
        "dcat:landingPage": imprint.at(DATA_PAGE),
        **common,
        "dcat:distribution": [_api_file(imprint, "index"), *distributions],
    }


def _described(about: str, *, invented: bool) -> str:
    return f"{ABOUT}{about}{' Everything in it is invented, as an example.' if invented else ''}"


def _of_authority(imprint: Imprint, name: str, row: CouncilRow, distributions: list[Node]) -> Node:
    place = f"{_GEOGRAPHY}{row.gss}" if _GSS.fullmatch(row.gss) else None
    return {
        "@id": imprint.at(f"{CATALOGUE}#{row.id}"),
        "@type": "dcat:Dataset",
        "dct:title": f"{row.title}: the record of its scrutiny",
        "dct:description": _described(f" This part is about {row.short_name}.", invented=row.invented),
        "dcat:landingPage": imprint.at(f"{row.id}/"),
        "dct:spatial": place,
        **_of_any(imprint, name, row.licence),
        "dcat:distribution": [_api_file(imprint, row.id), *distributions],
    }


def _of_any(imprint: Imprint, name: str, licence: str) -> Node:
    keywords = ("scrutiny", "inspection", "council", "committee", "resolution")
    return {
        **_common(imprint, name, licence),
        "dct:language": _ENGLISH,
        "dcat:theme": _GOVERNMENT,
        "dcat:keyword": list(keywords),
        "dcat:version": VERSION,
    }


def _api_file(imprint: Imprint, id_: str) -> Node:
    """Return the file of the API from which the others of a data set are reached; it says itself where they are."""
    return {
        "@id": imprint.data(id_),
        "@type": "dcat:Distribution",
        "dct:title": "JSON, from which every other file is reached",
        "dcat:accessURL": imprint.data(id_),
        "dcat:mediaType": _media(JSON),
    }


def _distribution(imprint: Imprint, download: Download) -> Node:
    url = imprint.at(download.path)
    checksum = {
        "@type": "spdx:Checksum",
        "spdx:algorithm": "spdx:checksumAlgorithm_sha256",
        "spdx:checksumValue": download.sha256,
    }
    return {
        "@id": url,
        "@type": "dcat:Distribution",
        "dct:title": download.title,
        "dcat:accessURL": url,
        "dcat:downloadURL": url,
        "dcat:mediaType": _media(download.media_type),
        "dcat:byteSize": str(download.size),
        "spdx:checksum": checksum,
    }


def _service(imprint: Imprint, name: str) -> Node:
    return {
        "@type": "dcat:DataService",
        "dct:title": f"{name}: files in JSON",
        "dcat:endpointURL": imprint.at(FOLDER),
        "dcat:endpointDescription": imprint.at(data_path("index")),
        "dcat:landingPage": imprint.at(DATA_PAGE),
        "dcat:servesDataset": imprint.at(f"{CATALOGUE}#all"),
    }


def _media(media_type: str) -> str:
    return f"https://www.iana.org/assignments/media-types/{media_type}"
