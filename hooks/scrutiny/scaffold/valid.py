"""Whether a text would be good as the file of a new record: the checks themselves decide, before it is written."""

from __future__ import annotations

from scrutiny.address import FOLDERS, Address
from scrutiny.check import check_content
from scrutiny.load.content import Loaded
from scrutiny.load.names import ALIASES
from scrutiny.load.reader import read_document
from scrutiny.load.shape import validate
from scrutiny.problem import Problem
from scrutiny.register import Register


def problems_of(loaded: Loaded, address: Address, text: str, root: str = "content") -> list[Problem]:
    """Return every problem that a file with this text would have, beside the records of its authority.

    What is wrong with other files is not told. ``root`` is the name of the folder of the record, for places.
    """
    name = f"{root}/{address.path}"
    document = read_document(text.encode("utf-8"), name)
    record, problems = validate(FOLDERS[address.folder], document, ALIASES)
    if record is None:
        return [*document.problems, *problems]
    records = {
        id_: each for id_, each in loaded.register.records.items() if Address.read(id_).authority == address.authority
    }
    records = dict(sorted({**records, address.id: record}.items()))
    documents = {**loaded.documents, address.id: document}
    beside = Loaded(Register(records, loaded.register.shared), documents)
    return [problem for problem in check_content(beside) if problem.place.file == name]
