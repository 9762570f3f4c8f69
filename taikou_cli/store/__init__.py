"""Files: finding, decoding, parsing with positions, and writing them whole or not at all."""
