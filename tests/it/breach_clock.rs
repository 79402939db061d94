//! `toji breach-clock`: the days are counted, every form of a date is read, and nothing is claimed.

use crate::project::Project;

#[test]
fn days_are_counted_with_era_and_weekday() {
    let project = Project::new();
    for date in ["2026-05-07", "令和8年5月7日", "R8.5.7"] {
        let output = project.run(&["--lang", "ja", "breach-clock", date]);
        assert_eq!(output.code, 0, "{}", output.stderr);
        for expected in [
            "令和8年5月7日（木）",
            "令和8年5月9日（土）",
            "令和8年5月11日（月）",
            "令和8年6月5日（金）",
            "令和8年7月5日（日）",
            "土日・祝日・年末年始に当たるときの扱い",
            "知った日を1日目と数えた早いほうの日付",
            "確認してください",
            "法律の助言ではありません",
            "本人への通知　　速やかに",
        ] {
            assert!(output.stdout.contains(expected), "{expected}: {}", output.stdout);
        }
    }
}

#[test]
fn what_is_no_date_is_told() {
    let project = Project::new();
    for date in ["きのう", "2026-02-30"] {
        let output = project.run(&["--lang", "ja", "breach-clock", date]);
        assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{date}");
        assert!(output.stderr.contains(date), "{}", output.stderr);
    }
}
