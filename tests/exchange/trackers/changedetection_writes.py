"""Let changedetection.io itself write a data folder; runs in the environment of the trackers: FOLDER URL TIME TEXT..."""

import os
import sys
from hashlib import md5

from changedetectionio.store import ChangeDetectionStore

folder, url, start, *texts = sys.argv[1:]
store = ChangeDetectionStore(datastore_path=folder, include_default_watches=False, version_tag="test")
watch = store.data["watching"][store.add_watch(url=url)]
for number, text in enumerate(texts):
    content = text if not text.startswith("\x89") else text.encode("latin-1")
    name = md5(text.encode(), usedforsecurity=False).hexdigest()
    watch.save_history_blob(content, int(start) + 3600 * number, name)
watch.commit()
sys.stdout.flush()
os._exit(0)  # its background threads never end
