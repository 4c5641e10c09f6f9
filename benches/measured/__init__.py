"""What `bin/bench all` and `bin/bench load` share: filled registers, what is measured in them, and how it is told."""
