"""The pages of the improvement plan: the plan, an objective, an action, and what people do to an action."""
