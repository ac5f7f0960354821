"""The few packages worth laying side by side: the solutions and what comes next, or the nearest misses."""
