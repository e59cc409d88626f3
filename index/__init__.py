"""What the articles say: true with no one asking, no clock, no Telegram."""
