"""What joins articles: entities, deals, origins, timelines, contradictions. Derived, never the truth."""
