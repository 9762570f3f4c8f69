"""The pages: each file answers what is asked of one part of the plan."""
