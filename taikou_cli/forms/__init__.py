"""Excel forms: what divisions and committee members fill in, out of the plan and back into it."""
