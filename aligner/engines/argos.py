"""Opens the Argos Translate packages that are installed, in our store or in Argos's own, without argostranslate."""

from __future__ import annotations

from aligner.engines.base import Engine
from aligner.engines.ct2 import CT2Engine
from aligner.engines.dialects import argos_dialect
from aligner.engines.packages import Package
from aligner.engines.sharing import shared
from aligner.engines.store import Store
from aligner.errors import ModelError

__all__ = ["ArgosProvider", "open_package"]


class ArgosProvider:
    """Engines from installed packages: of a pair the newest, a demo only where there is nothing else."""

    name = "argos"

    def __init__(self, store: Store | None = None) -> None:
        """Look into `store`, or into the one of this machine."""
        self._given = store

    @property
    def _store(self) -> Store:
        # Made anew each time: packages and the settings that say where they are may change while we run.
        return self._given or Store()

    def pairs(self) -> list[tuple[str, str]]:
        """The directions with an installed package."""
        return list(dict.fromkeys((package.source, package.target) for package in self._store.installed()))

    def demo_pairs(self) -> list[tuple[str, str]]:
        """The directions for which there is a demonstration package only."""
        installed = self._store.installed()
        real = {(package.source, package.target) for package in installed if not package.demo}
        demo = dict.fromkeys((package.source, package.target) for package in installed if package.demo)
        return [pair for pair in demo if pair not in real]

    def open(self, source: str, target: str, *, threads: int = 0, compute_type: str = "default") -> Engine:
        """Load the package of a direction. ModelError where none is installed."""
        package = self._store.find(source, target)
        if package is None:
            raise ModelError(
                f"no Argos package for {source}-{target} is installed: get it with  "
                f"aligner models install {source}-{target}"
            )
        return open_package(package, threads=threads, compute_type=compute_type)


def open_package(package: Package, *, threads: int = 0, compute_type: str = "default") -> Engine:
    """The engine for one package, shared in the process. ModelError where its files are damaged."""

    def load() -> Engine:
        dialect = argos_dialect(
            package.tokenizer,
            package.tokenizer_path,
            package.model_dir,
            package.source,
            package.target,
            package.target_prefix,
        )
        return CT2Engine(
            package.model_dir,
            dialect,
            name=package.name,
            source=package.source,
            target=package.target,
            digest=package.digest,
            threads=threads,
            compute_type=compute_type,
        )

    return shared(f"{package.folder.resolve()}|{threads}|{compute_type}", package.digest, load)
