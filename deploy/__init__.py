"""What containers need beside their images."""
