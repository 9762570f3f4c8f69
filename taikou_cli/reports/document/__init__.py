"""What reports say: each is built once, as blocks of plain public values, for every medium."""
