"""What services tell and ask each other."""
