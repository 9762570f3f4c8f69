"""Where the packed program begins."""

import sys
from multiprocessing import freeze_support
from pathlib import Path

from surroundings import restore_environment


def main() -> None:
    """Run a command line; without one, as after a double click, open the plan in the browser."""
    restore_environment()
    if sys.argv[1:]:
        from taikou_cli.__main__ import main as run

        run()
    from taikou_cli.cli.plain_start import start

    # The one file that was started hands its own name on.
    sys.exit(start(Path(sys.argv[0]).absolute().parent))


if __name__ == "__main__":
    # A helper process is this program once more: it must do its work, and not begin again.
    freeze_support()
    main()
