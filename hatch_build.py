"""Builds the compiled module beside its source, where there is a compiler; without one the package does without it."""

from __future__ import annotations

import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# By module, the first source being that of the module itself.
SOURCES = {
    "cleaner._counter": ["cleaner/_counter.c"],
    "cleaner._fold": ["cleaner/_fold.c"],
    "cleaner._split": ["cleaner/_split.c"],
    "cleaner.evidence._stems": ["cleaner/evidence/_stems.c"],
    "cleaner.matching._native": ["cleaner/matching/_native.c", "cleaner/matching/_automaton.c"],
}


class CompiledModules(BuildHookInterface[Any]):
    """Runs the compiler before the wheel, or the editable install, is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell the wheel what it now holds."""
        if self.target_name != "wheel":
            return
        from setuptools import Distribution, Extension

        suffix = sysconfig.get_config_var("EXT_SUFFIX")
        built = [Path(self.root, sources[0]).with_suffix(suffix) for sources in SOURCES.values()]
        for path in built:
            path.unlink(missing_ok=True)  # what an earlier version left, if this one can't be compiled
        modules = [Extension(name, sources, optional=True) for name, sources in SOURCES.items()]
        command = Distribution({"name": "cleaner", "ext_modules": modules}).get_command_obj("build_ext")
        command.ensure_finalized()
        command.inplace = True
        command.build_temp = str(Path(self.directory) / "compiled")
        command.run()
        if all(path.exists() for path in built):
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
            build_data["artifacts"] += [f"/{path.relative_to(self.root)}" for path in built]
