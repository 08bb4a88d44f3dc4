"""A simulated year under two notices, driven day by day through the services and compared with tables made by hand."""
