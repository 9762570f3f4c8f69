"""How a document looks: each medium has one writer, which knows the blocks and nothing else."""
