"""What a user asks for as one piece: it gives values and messages back, and prints nothing."""
