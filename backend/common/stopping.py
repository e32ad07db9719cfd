"""Whether this process has been told to stop. What is begun is finished; long work asks here between two pieces."""

from threading import Event

told_to_stop = Event()
