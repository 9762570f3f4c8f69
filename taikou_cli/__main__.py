"""Lets `python -m taikou_cli` do what the `taikou` command does."""

from taikou_cli.cli.main import main

if __name__ == "__main__":
    main()
