"""What is read by people outside: figures ready for templates, and their rendering."""
