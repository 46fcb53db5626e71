"""A learned pack on disk: rule files, a directory for each source, and beside them what is known of each rule.

`learned.json` holds for each rule, by its id, the evidence, a digest of the rule as it was last generated (one that
differs on disk was edited by a person, and is left alone), and the ids that were rejected, which are not brought again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xxhash import xxh3_64_hexdigest

from cleaner.atomic import replacing
from cleaner.errors import CleanerError
from cleaner.learn.draft import Paragraphs, draft, noise_class
from cleaner.learn.evidence import Evidence
from cleaner.learn.judge import Verdict
from cleaner.ruleset.bound import folded
from cleaner.ruleset.locate import PARTS
from cleaner.ruleset.nodes import dump, read

_STATE = "learned.json"
_DEAD = re.compile(r"[^a-z0-9]+")
_PLAIN = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_NO_GLOB = re.compile(r"[\s?#\[\]\ud800-\udfff]")  # what a glob can't have
_LONGEST_NAME = 60  # characters of a directory's name


@dataclass
class Pack:
    """A pack of learned rules: files by name, each the data of a rule file, and what is known of each rule."""

    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)

    @classmethod
    def open(cls, folder: Path) -> Pack:
        """The pack in a folder; an empty one if there is none. Raises CleanerError for files that are no pack's."""
        pack = cls()
        state = folder / _STATE
        if state.exists():
            try:
                data = json.loads(state.read_bytes().decode("utf-8", "surrogatepass"))
                pack.known = {rule_id: {**known, "digest": known["digest"]} for rule_id, known in data["rules"].items()}
                pack.rejected = set(data["rejected"])
            except (ValueError, KeyError, TypeError, AttributeError):
                raise CleanerError(f"{state}: not what is known of learned rules") from None
        for file in _rule_files(folder):
            try:
                tree = read(file.read_text(encoding="utf-8"), str(file))
            except UnicodeError:
                raise CleanerError(f"{file}: not UTF-8") from None
            if tree.problems:
                raise CleanerError("\n".join(map(str, tree.problems)))
            if not _is_rule_file(tree.data):
                raise CleanerError(f"{file}: no rule file of a learned pack")
            pack.files[file.relative_to(folder).as_posix()] = tree.data
        return pack

    def rules(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each rule with the name of its file."""
        for name in sorted(self.files):
            for rule in self.files[name]["rules"]:
                yield name, rule

    def learn(self, evidence: Evidence, found: Iterable[Verdict]) -> dict[str, int]:
        """Take in what was learned: new rules as drafts, new evidence for those there are; what is not seen any more is
        retired. Rules that a person edited keep their words, those that one rejected stay away. Counts of each."""
        counts = dict.fromkeys(("new", "seen", "edited", "retired", "rejected"), 0)
        seen: set[str] = set()
        there = {rule["id"]: rule for _, rule in self.rules()}
        near: dict[str, Paragraphs] = {}
        for verdict in found:
            name = noise_class(verdict.found.key)
            rule_id = f"{name}.{_slug(verdict)}"
            seen.add(rule_id)
            if rule_id in self.rejected:
                counts["rejected"] += 1
            elif rule_id in there and self.edited(there[rule_id]):
                counts["edited"] += 1
                self._note(rule_id, verdict)
            else:
                source = verdict.found.source
                if source not in near:  # verdicts come source by source
                    near = {source: Paragraphs(evidence.sources[source].near.values)}
                made = draft(verdict, near[source], rule_id)
                if made is not None:
                    counts["seen" if rule_id in there else "new"] += 1
                    self._put(made, there.get(rule_id), verdict)
        for rule_id, rule in there.items():
            if rule_id not in seen and rule.get("status") != "retired" and not self.edited(rule):
                rule["status"] = "retired"
                self._digested(rule)
                counts["retired"] += 1
        return counts

    def edited(self, rule: Mapping[str, Any]) -> bool:
        """Whether a person changed a rule since it was generated; accepting it is no change."""
        known = self.known.get(rule["id"])
        return known is None or known["digest"] != _digest(rule)

    def _put(self, made: dict[str, Any], old: dict[str, Any] | None, verdict: Verdict) -> None:
        if old is not None:
            status = old.get("status", "stable")
            old.clear()
            old.update({**made, "status": "draft" if status == "retired" else status})
        else:
            source, name = verdict.found.source, made["id"].split(".")[0]
            file = self.files.setdefault(f"{_plain(source)}/{name}.yaml", _head(source, name))
            file["rules"] = sorted([*file["rules"], made], key=lambda rule: str(rule["id"]))
        self._note(made["id"], verdict)
        self._digested(made)

    def _note(self, rule_id: str, verdict: Verdict) -> None:
        found = verdict.found
        self.known.setdefault(rule_id, {"digest": ""}).update(
            source=found.source, stories=len(found.stories), share=round(verdict.share, 4),
            confidence=verdict.confidence, first=found.first, last=found.last,
            examples=[list(example) for example in found.examples.values],
        )  # fmt: skip

    def _digested(self, rule: Mapping[str, Any]) -> None:
        self.known[rule["id"]]["digest"] = _digest(rule)

    def accept(self, rule_id: str) -> None:
        """Make a draft active."""
        self._rule(rule_id)["status"] = "stable"

    def accept_above(self, confidence: float) -> int:
        """Make the drafts active that are surer than that; how many there were."""
        accepted = 0
        for _, rule in self.rules():
            if rule.get("status") == "draft" and self.known.get(rule["id"], {}).get("confidence", 0) >= confidence:
                rule["status"] = "stable"
                accepted += 1
        return accepted

    def reject(self, rule_id: str) -> None:
        """Take a rule out, for good."""
        self.rejected.add(rule_id)
        self.known.pop(rule_id, None)
        for file in self.files.values():
            file["rules"] = [rule for rule in file["rules"] if rule["id"] != rule_id]
        self.files = {name: file for name, file in self.files.items() if file["rules"]}

    def _rule(self, rule_id: str) -> dict[str, Any]:
        for _, rule in self.rules():
            if rule["id"] == rule_id:
                return rule
        raise CleanerError(f"there is no rule {rule_id!r} in the pack")

    def save(self, folder: Path) -> None:
        """Write the pack; files that hold no rule any more go."""
        folder.mkdir(parents=True, exist_ok=True)
        for file in _rule_files(folder):
            if file.relative_to(folder).as_posix() not in self.files:
                file.unlink()
        for name, data in self.files.items():
            with replacing(folder / name) as sink:
                sink.write(dump(data).encode("utf-8"))
        state = {"rules": dict(sorted(self.known.items())), "rejected": sorted(self.rejected)}
        with replacing(folder / _STATE) as sink:
            sink.write(json.dumps(state, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))


def _rule_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*.yaml") if file.name != PARTS)


def _is_rule_file(data: Any) -> bool:
    rules = data.get("rules") if isinstance(data, dict) else None
    return isinstance(rules, list) and all(isinstance(rule, dict) and "id" in rule for rule in rules)


def _head(source: str, name: str) -> dict[str, Any]:
    return {
        "class": name,
        "kind": "line",
        "language": "mul",
        "about": f"Learned from {source.encode('utf-8', 'replace').decode()}.",
        "sources": [_glob(source)],
        "rules": [],
    }


def _slug(verdict: Verdict) -> str:
    """A name that stays the same for the same piece of the same source."""
    found = verdict.found
    words = _DEAD.sub("-", found.key.casefold()).strip("-")[:30].strip("-")
    tail = _hashed(f"{found.source}\0{found.kind}\0{found.key}")
    return f"{words}-{tail}" if words else tail


def _glob(source: str) -> str:
    """A glob that matches a source, whatever characters it has."""
    glob = _NO_GLOB.sub("*", folded(source)) if _NO_GLOB.search(source) else source
    return glob if folded(glob).strip("/") else "*"


def _plain(source: str) -> str:
    """A name for the directory of a source, another for each."""
    if len(source) <= _LONGEST_NAME and _PLAIN.fullmatch(source):
        return source
    words = _DEAD.sub("-", source.casefold())[:_LONGEST_NAME].strip("-")
    return f"{words}-{_hashed(source)}".strip("-")


def _hashed(text: str) -> str:
    return xxh3_64_hexdigest(text.encode("utf-8", "surrogatepass"))[:8]


def _digest(rule: Mapping[str, Any]) -> str:
    """A digest of what a rule does: its status is a person's to set."""
    words = json.dumps({key: value for key, value in rule.items() if key not in ("status", "source")}, sort_keys=True)
    return xxh3_64_hexdigest(words.encode("utf-8", "surrogatepass"))
