"""The commands: options in, features called, text out, exit code. Only here is typer known."""
