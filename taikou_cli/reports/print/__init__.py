"""What is printed, as plain data: the Typst templates lay it out and know nothing else."""
