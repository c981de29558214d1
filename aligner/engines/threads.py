"""How many threads a model gets on this machine. Counts what the process may use, not what the machine has."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["available_cores", "plan"]

_WORKER = 4  # more threads in one worker gain little: two workers of four beat one of eight


def plan(threads: int = 0) -> tuple[int, int]:
    """Workers and threads a worker, for `threads` in all; 0 takes every core that is there for us."""
    cores = threads if threads > 0 else available_cores()
    workers = max(1, cores // _WORKER)
    return workers, max(1, cores // workers)


def available_cores() -> int:
    """Physical cores this process may run on, no more than OMP_NUM_THREADS and the container's quota."""
    allowed = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    cores = len({_siblings(cpu) for cpu in allowed})
    limits = [limit for limit in (_asked_for(), _quota(Path("/sys/fs/cgroup"))) if limit]
    return max(1, min([cores, *limits]))


def _siblings(cpu: int) -> str:
    # Two hardware threads of one core share its arithmetic units: a second one does not multiply matrices faster.
    try:
        return Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list").read_text().strip()
    except OSError:
        return str(cpu)


def _asked_for() -> int | None:
    value = os.environ.get("OMP_NUM_THREADS", "").split(",")[0]
    return int(value) if value.isdecimal() and int(value) > 0 else None


def _quota(root: Path) -> int | None:
    """Whole cores of the control group's quota, at least one; None where there is none."""
    try:
        if (root / "cpu.max").exists():
            quota, period = (root / "cpu.max").read_text().split()[:2]
        else:
            quota = (root / "cpu" / "cpu.cfs_quota_us").read_text().strip()
            period = (root / "cpu" / "cpu.cfs_period_us").read_text().strip()
    except (OSError, ValueError):
        return None
    if not quota.isdecimal() or not period.isdecimal() or int(period) == 0:
        return None
    return max(1, int(quota) // int(period))
