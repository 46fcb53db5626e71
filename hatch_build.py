"""Builds the compiled module beside its source, where there is a compiler; without one the package does without it."""

from __future__ import annotations

import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = [
    "cleaner/_counter.c",
    "cleaner/_fold.c",
    "cleaner/evidence/_stems.c",
    "cleaner/matching/_native.c",
]


class CompiledModules(BuildHookInterface[Any]):
    """Runs the compiler before the wheel, or the editable install, is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell the wheel what it now holds."""
        if self.target_name != "wheel":
            return
        from setuptools import Distribution, Extension

        suffix = sysconfig.get_config_var("EXT_SUFFIX")
        built = [Path(self.root, source).with_suffix(suffix) for source in SOURCES]
        for path in built:
            path.unlink(missing_ok=True)  # what an earlier version left, if this one can't be compiled
        names = [source.removesuffix(".c").replace("/", ".") for source in SOURCES]
        modules = [Extension(name, [source], optional=True) for name, source in zip(names, SOURCES, strict=True)]
        command = Distribution({"name": "cleaner", "ext_modules": modules}).get_command_obj("build_ext")
        command.ensure_finalized()
        command.inplace = True
        command.build_temp = str(Path(self.directory) / "compiled")
        command.run()
        if all(path.exists() for path in built):
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
            build_data["artifacts"] += [f"/{path.relative_to(self.root)}" for path in built]
