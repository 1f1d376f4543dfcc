package sink_test

import "gongkai/pipeline/durable"

// noSync is the file system without waiting for the disk, which tests of many
// writes need not do. Sync is still called where a fault is injected above it.
type noSync struct{ durable.FS }

type noSyncFile struct{ durable.File }

func (noSyncFile) Sync() error { return nil }

func (noSync) SyncDir(string) error { return nil }

func (fsys noSync) Create(path string) (durable.File, error) {
	file, err := fsys.FS.Create(path)
	if err != nil {
		return nil, err
	}
	return noSyncFile{file}, nil
}
