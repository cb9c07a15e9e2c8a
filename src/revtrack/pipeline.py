"""
Introduce the stages to each other: the only place where they meet.

`compare` takes two documents, `digest` a job and what its fetch brought;
neither touches a database, a clock or the network.
"""
