"""Whether the papers that the public record rests on can still be read where they were. Asked once a week.

A build never touches the network. `papers` lists the addresses, `fetch` asks for one, `judge` says what it means.
"""

from scrutiny.sources.fetch import Reply, Visitor
from scrutiny.sources.judge import Judged, State, judge
from scrutiny.sources.papers import Paper, papers

__all__ = ["Judged", "Paper", "Reply", "State", "Visitor", "judge", "papers"]
