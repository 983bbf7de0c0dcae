"""From mentions to claims: by cue and by model."""
