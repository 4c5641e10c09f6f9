"""Break a register on purpose, and see that nothing is lost: `bin/drill`. docs/deploy.md says what it proves."""
