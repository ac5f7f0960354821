"""What a user would pick instead, each as a program of its own: reads an instance, prints what it found as JSON."""
