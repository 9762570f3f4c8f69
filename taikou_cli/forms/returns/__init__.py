"""What came back against the plan: held, checked, written into the YAML, and recorded."""
