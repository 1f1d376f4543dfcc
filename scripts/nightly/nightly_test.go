// Package nightly tests what schedules the nightly run.
package nightly

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"gongkai/pipeline/cli"
)

// accepts runs the command line of a schedule with a config file that is there,
// as a dry run on an empty folder.
func accepts(t *testing.T, args []string) {
	t.Helper()
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(config, []byte("sources: ["+dir+"]\ndataset: "+dir+"/out\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	at := slices.Index(args, "/etc/gongkai/config.yaml")
	if at < 1 || args[at-1] != "--config" {
		t.Fatalf("no --config in %q", args)
	}
	args = slices.Clone(args)
	args[at] = config
	var stderr bytes.Buffer
	if code := (cli.Program{Stdout: io.Discard, Stderr: &stderr}).Main(append(args, "--dry-run")); code != 0 {
		t.Errorf("gongkai %q ends with %d: %s", args, code, stderr.String())
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestCronLine(t *testing.T) {
	field := `(\*|\d+(-\d+)?(,\d+(-\d+)?)*)(/\d+)?`
	entry := regexp.MustCompile(`^` + strings.Repeat(field+` +`, 5) + `(\w+) +gongkai +(.+)$`)
	setting := regexp.MustCompile(`^[A-Z_]+=\S+$`)
	entries := 0
	text := read(t, "gongkai.cron")
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch match := entry.FindStringSubmatch(line); {
		case line == "" || strings.HasPrefix(line, "#") || setting.MatchString(line):
		case match == nil || strings.Contains(line, "%"):
			t.Errorf("cron cannot read %q", line)
		default:
			entries++
			accepts(t, strings.Fields(match[len(match)-1]))
		}
	}
	if entries != 1 || !strings.HasSuffix(text, "\n") {
		t.Errorf("%d entries; a last line without end is ignored by cron", entries)
	}
}

func TestService(t *testing.T) {
	start := regexp.MustCompile(`(?m)^ExecStart=/usr/local/bin/gongkai (.+)$`).FindStringSubmatch(read(t, "gongkai.service"))
	if start == nil {
		t.Fatal("no ExecStart")
	}
	accepts(t, strings.Fields(start[1]))
	if !regexp.MustCompile(`(?m)^OnCalendar=.+ Asia/Shanghai$`).MatchString(read(t, "gongkai.timer")) {
		t.Error("the timer has no OnCalendar")
	}
	verify(t, "gongkai.service", "gongkai.timer")
}

// verify has systemd read units, where it is installed. The program named there
// need not be.
func verify(t *testing.T, names ...string) {
	t.Helper()
	analyze, err := exec.LookPath("systemd-analyze")
	if errors.Is(err, exec.ErrNotFound) {
		t.Log("systemd is not installed: its units are read by this test only")
		return
	}
	dir := t.TempDir()
	for _, name := range names {
		text := strings.ReplaceAll(read(t, name), "/usr/local/bin/gongkai", "/bin/true")
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range names {
		cmd := exec.CommandContext(t.Context(), analyze, "verify", "--man=no", filepath.Join(dir, name))
		if out, err := cmd.CombinedOutput(); err != nil || strings.Contains(string(out), name+":") {
			t.Errorf("systemd-analyze verify %s: %v\n%s", name, err, out)
		}
	}
}

// object is what matters of a Kubernetes object.
type object struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string
	Metadata   struct{ Name string }
	Data       map[string]string
	Spec       struct {
		Schedule          string
		TimeZone          string `yaml:"timeZone"`
		ConcurrencyPolicy string `yaml:"concurrencyPolicy"`
		JobTemplate       struct {
			Spec struct {
				BackoffLimit *int `yaml:"backoffLimit"`
				Template     struct{ Spec pod }
			}
		} `yaml:"jobTemplate"`
	}
}

type pod struct {
	RestartPolicy string `yaml:"restartPolicy"`
	Containers    []struct {
		Command, Args []string
		VolumeMounts  []struct{ Name string } `yaml:"volumeMounts"`
	}
	Volumes []struct {
		Name  string
		Claim struct {
			Name string `yaml:"claimName"`
		} `yaml:"persistentVolumeClaim"`
		ConfigMap struct{ Name string } `yaml:"configMap"`
	}
}

func TestCronJob(t *testing.T) {
	objects := map[string]object{}
	for dec := yaml.NewDecoder(strings.NewReader(read(t, "cronjob.yaml"))); ; {
		var o object
		if err := dec.Decode(&o); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		objects[o.APIVersion+" "+o.Kind+" "+o.Metadata.Name] = o
	}
	job := objects["batch/v1 CronJob gongkai"].Spec
	pod := job.JobTemplate.Spec.Template.Spec
	if job.Schedule != "0 2 * * *" || job.TimeZone != "Asia/Shanghai" || job.ConcurrencyPolicy != "Forbid" ||
		*job.JobTemplate.Spec.BackoffLimit != 0 || pod.RestartPolicy != "Never" || len(pod.Containers) != 1 {
		t.Fatalf("job %+v", job)
	}
	accepts(t, pod.Containers[0].Args)
	volumes := map[string]bool{}
	for _, v := range pod.Volumes {
		volumes[v.Name] = true
		if _, ok := objects["v1 PersistentVolumeClaim "+v.Claim.Name]; v.Claim.Name != "" && !ok {
			t.Errorf("no claim %q", v.Claim.Name)
		}
		if config, ok := objects["v1 ConfigMap "+v.ConfigMap.Name]; v.ConfigMap.Name != "" && (!ok || config.Data["config.yaml"] == "") {
			t.Errorf("no config %q", v.ConfigMap.Name)
		}
	}
	for _, m := range pod.Containers[0].VolumeMounts {
		if !volumes[m.Name] {
			t.Errorf("no volume %q", m.Name)
		}
	}
}
