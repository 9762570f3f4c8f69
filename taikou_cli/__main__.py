"""Where the program begins: the `taikou` command, and `python -m taikou_cli`."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; Ctrl-C while the program still loads is answered like a later one."""
    try:
        from taikou_cli.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("中断しました。\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
