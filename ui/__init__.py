"""The chat: it shows what ``qa`` answers, beside the article, and decides nothing itself."""
