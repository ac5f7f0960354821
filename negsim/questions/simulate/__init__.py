"""Through time: when the zone opens and closes, and which packages would last."""
