"""The page of operations: what the schedule did, what failed, and trying it again."""
