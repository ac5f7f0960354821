"""From text to nodes with places, and back."""
