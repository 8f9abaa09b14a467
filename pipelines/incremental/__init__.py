"""Read again only what changed: shards of documents kept by content, a pool of processes, tables put together from
both."""
