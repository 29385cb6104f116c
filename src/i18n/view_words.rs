//! The texts of comparison, alerts, map, lab, closing and report, side by side in English, 简体中文 and
//! 繁體中文.

use crate::domain::name::Language;

/// The texts in `language`.
#[must_use]
pub fn view_words(language: Language) -> &'static ViewWords {
    match language {
        Language::English => &ViewWords::ENGLISH,
        Language::SimplifiedChinese => &ViewWords::SIMPLIFIED,
        Language::TraditionalChinese => &ViewWords::TRADITIONAL,
    }
}

words! {
    ViewWords;
    // A measure by period
    measure_way: "By period", "各期走势", "各期走勢";
    measure_open: "Open as a page", "打开单独页面", "開啟單獨頁面";
    measure_of_mean: "This period is the mean of the card's own periods. Choose one of them to see how the points came about.", "该考核期为计分卡各期得分的平均。请选择其中一期查看计算过程。", "該考核期為計分卡各期得分的平均。請選擇其中一期檢視計算過程。";
    measure_way_described: "Line chart of the actual of {0}, from {1} to {2}.", "{0} 实际值折线图，{1} 至 {2}。", "{0} 實際值折線圖，{1} 至 {2}。";
    key_measure: "Line: actual; green: target.", "折线：实际值；绿线：目标值。", "折線：實際值；綠線：目標值。";
    key_limits: "Dashed: natural limits {0} to {1}, around the mean {2}.", "虚线：自然界限 {0} 至 {1}，均值 {2}。", "虛線：自然界限 {0} 至 {1}，平均值 {2}。";
    unusual: "What is unusual", "异常情况", "異常情況";
    chart_svg: "Download as SVG", "下载 SVG", "下載 SVG";
    chart_png: "Download as PNG", "下载 PNG", "下載 PNG";
    peers: "Units of the same kind", "同类科室", "同類科室";
    peers_some: "The {0} best of {1} are listed; Scores leads to all of them.", "共 {1} 个科室，此处列出得分最高的 {0} 个；“得分”页列有全部科室。", "共 {1} 個科室，此處列出得分最高的 {0} 個；「得分」頁列有全部科室。";
    notes: "Notes on the figures", "数据备注", "數據備註";

    // Points lost
    deducts: "deducts {0}", "扣 {0} 分", "扣 {0} 分";
    most_lost: "Most points lost: ", "失分最多：", "失分最多：";

    // Ranks
    rank_among_all: "Ranks are among all units; a unit with several scorecards counts once, with the first.", "名次在全部科室中排列；使用多张计分卡的科室按第一张计一次。", "名次在全部科室中排列；使用多張計分卡的科室依第一張計一次。";
    rank_within_kind: "Ranks are within the kind of unit; a unit with several scorecards counts once, with the first.", "名次在同类科室中排列；使用多张计分卡的科室按第一张计一次。", "名次在同類科室中排列；使用多張計分卡的科室依第一張計一次。";

    // Compare
    compare_with: "Compare with", "对比科室", "對比科室";
    compare_period: "Compare with the period", "对比考核期", "對比考核期";
    compare_nothing: "Choose up to three other units, or another period, to see what makes the difference.",
        "请选择最多三个其他科室或另一个考核期，查看差异来自哪里。",
        "請選擇最多三個其他科室或另一個考核期，檢視差異來自哪裡。";
    compare_caption: "What makes the difference", "差异来自哪里", "差異來自哪裡";
    compare_exact: "The differences of the lines add up to that of the totals.", "各行差额之和等于总分差额。", "各列差額的總和等於總分差額。";
    difference: "Difference", "差额", "差額";
    no_one: "none", "无", "無";
    gap_title: "Where the next point is won most easily", "最容易再得一分的指标", "最容易再得一分的指標";
    gap_next: "The next point", "再得一分", "再得一分";
    gap_missing: "Points missing", "未得分值", "未得分數";
    gap_distance: "To the target", "距目标", "距目標";

    // Found and opened by keys
    find_place: "Find a page, unit or measure", "查找页面、科室或指标", "尋找頁面、科室或指標";
    find_nothing: "Nothing has that name.", "没有找到该名称。", "沒有找到該名稱。";
    keys_title: "Keys", "键盘快捷键", "鍵盤快速鍵";
    keys_everywhere: "Ctrl+K (⌘K) finds a page, unit or measure. Ctrl+Z takes back, Ctrl+Y does again. Escape closes what stands beside the page. A question mark opens this list.",
        "Ctrl+K（⌘K）查找页面、科室或指标。Ctrl+Z 撤销，Ctrl+Y 重做。Esc 关闭侧栏。按问号打开本列表。",
        "Ctrl+K（⌘K）尋找頁面、科室或指標。Ctrl+Z 復原，Ctrl+Y 重做。Esc 關閉側欄。按問號開啟本清單。";

    // Alerts
    alerts_title: "What asks for attention", "需要关注的指标", "需要關注的指標";
    alerts_none: "Nothing asks for attention in this period.", "该考核期没有需要关注的指标。", "該考核期沒有需要關注的指標。";
    alert_why: "Why", "原因", "原因";
    actions_title: "Actions", "改进措施", "改進措施";
    actions_none: "No action has been noted yet. “Act on it” beside an alert notes one.", "尚未记录措施。点击预警旁的“记录措施”即可添加。", "尚未記錄措施。點選預警旁的「記錄措施」即可新增。";
    act: "Act on it", "记录措施", "記錄措施";
    action_cause: "Cause", "原因分析", "原因分析";
    action_action: "Action", "措施", "措施";
    action_owner: "Owner", "责任人", "負責人";
    action_due: "Due", "完成期限", "完成期限";
    action_due_as: "Due, as 2026-03-31", "完成期限，如 2026-03-31", "完成期限，如 2026-03-31";
    action_due_refused: "“{0}” is no day; write it as 2026-03-31.", "“{0}”不是日期，请写成 2026-03-31。", "「{0}」不是日期，請寫成 2026-03-31。";
    action_empty: "Nothing was noted: write what is to be done under “Action”.", "尚未保存：请在“措施”中填写要做什么。", "尚未儲存：請在「措施」中填寫要做什麼。";
    action_state: "State", "阶段", "階段";
    action_save: "Note it", "保存", "儲存";
    action_remove: "Take it out", "删除", "刪除";
    action_late: "late", "逾期", "逾期";

    // Lab
    lab_about: "Try other weights, targets and methods beside the card that holds. Nothing changes before you adopt them; undo works here too.", "在现行计分卡旁试算其他权重、目标和计分方法；采用之前不会有任何更改，此处也可撤销。", "在現行計分卡旁試算其他權重、目標和計分方法；採用之前不會有任何更改，此處也可復原。";
    lab_measure: "What is tried", "试算对象", "試算對象";
    lab_design: "The design on trial", "试算方案", "試算方案";
    lab_weight_now: "Weight now", "现行权重", "現行權重";
    lab_weight_tried: "Weight tried", "试算权重", "試算權重";
    lab_now_is: "now: {0}", "现行：{0}", "現行：{0}";
    lab_overall: "Added up over all {0} periods", "全部 {0} 期合计", "全部 {0} 期合計";
    lab_by_period: "Period by period", "逐期比较", "逐期比較";
    lab_order: "Order", "排序", "排序";
    lab_by_gain: "Greatest gain first", "升幅从大到小", "升幅由大到小";
    lab_by_loss: "Greatest loss first", "降幅从大到小", "降幅由大到小";
    lab_from: "Counts from", "生效月份", "生效月份";
    lab_weight: "Weight: {0} (now {1})", "权重：{0}（现为 {1}）", "權重：{0}（現為 {1}）";
    lab_moves: "Who gains and who loses in {0}", "{0} 各科室得失", "{0} 各科室得失";
    lab_now: "Now", "现行", "現行";
    lab_tried: "Tried", "试算", "試算";
    lab_rank_now: "Rank now", "现行名次", "現行名次";
    lab_rank_tried: "Rank tried", "试算名次", "試算名次";
    lab_places: "Places", "升降", "升降";
    lab_mean: "Mean change", "平均变化", "平均變化";
    lab_months: "Gains / loses / of", "升 / 降 / 期数", "升 / 降 / 期數";
    lab_adopt: "Adopt from {0}", "自 {0} 起采用", "自 {0} 起採用";
    lab_drop: "Drop the trial", "放弃试算", "放棄試算";
    lab_adopted_said: "Adopted from {0}; undo takes it back.", "已自 {0} 起采用；可以撤销。", "已自 {0} 起採用；可以復原。";
    lab_adopted_see: "See it in Design", "在“设计”中查看", "在「設計」中檢視";
    lab_sum_more: "{0} points in all, {1} more than now", "满分合计 {0} 分，比现行多 {1} 分", "滿分合計 {0} 分，比現行多 {1} 分";
    lab_sum_less: "{0} points in all, {1} fewer than now", "满分合计 {0} 分，比现行少 {1} 分", "滿分合計 {0} 分，比現行少 {1} 分";
    lab_contributions: "What makes the difference for {0}", "{0} 的差异来自哪里", "{0} 的差異來自哪裡";
    lab_choose_unit: "Choose a unit above to see its difference measure by measure.", "请在上方选择科室，查看各指标带来的差异。", "請在上方選擇科室，檢視各指標帶來的差異。";

    // Closing
    close_period: "Close this period", "本期结账", "本期結帳";
    reopen_period: "Reopen", "反结账", "取消結帳";
    reopen_reason: "Reason for reopening", "反结账原因", "取消結帳原因";
    closed_below: "What stands below is what it would be now.", "以下为按现有数据重算的结果。", "以下為依現有數據重算的結果。";
    closed: "closed", "已结账", "已結帳";
    period_open: "Open: every change shows at once. Close the period to keep its numbers.", "未结账：任何更改都会立即体现。结账后本期结果不再变化。", "未結帳：任何更改都會立即反映。結帳後本期結果不再變化。";
    period_closed_by: "Closed on {0} by {1}. Later changes do not alter it.", "{1} 已于 {0} 结账，之后的更改不影响结果。", "{1} 已於 {0} 結帳，之後的更改不影響結果。";
    period_closed: "Closed on {0}. Later changes do not alter it.", "已于 {0} 结账，之后的更改不影响结果。", "已於 {0} 結帳，之後的更改不影響結果。";
    closed_same: "It would be the same now.", "现在重算结果相同。", "現在重算結果相同。";
    closed_totals_same: "The totals would be the same now; ranks or points of measures would not.", "现在重算总分相同，但名次或指标得分不同。", "現在重算總分相同，但名次或指標得分不同。";
    closed_changed: "Units that would be different now: {0}.", "现在重算结果不同的科室：{0}。", "現在重算結果不同的科室：{0}。";

    // Map
    map_empty: "This card has no objectives yet. Add them on the Design page, with what each leads to, and they stand here.", "此计分卡尚无战略目标。请在“设计”页添加目标及其因果关系，它们将显示在这里。", "此計分卡尚無戰略目標。請在「設計」頁新增目標及其因果關係，它們將顯示在這裡。";
    map_to_design: "To the design", "前往设计", "前往設計";
    map_help: "Drag a card, or choose it with Tab and move it with the arrow keys; Delete puts it back.", "可拖动卡片，或用 Tab 选中后以方向键移动；按 Delete 恢复自动位置。", "可拖曳卡片，或用 Tab 選取後以方向鍵移動；按 Delete 還原自動位置。";
    map_arrows: "Do the scores support the arrows?", "得分是否支持因果关系？", "得分是否支持因果關係？";
    map_lags: "In each column the effect follows its cause by so many periods: Spearman's rank correlation of the scores, from −1 to +1, and under it the number of periods it rests on. Fewer than {0} periods are too few to rely on, and a correlation is no proof of a cause.",
        "各列为“果”滞后于“因”的期数；数字为两者得分的斯皮尔曼秩相关系数（−1 至 +1），其下为所依据的期数。少于 {0} 期不足为据；相关也不等于因果。",
        "各欄為「果」落後於「因」的期數；數字為兩者得分的斯皮爾曼等級相關係數（−1 至 +1），其下為所依據的期數。少於 {0} 期不足為據；相關也不等於因果。";
    map_at_once: "at once", "同期", "同期";
    map_over: "over {0}", "{0} 期", "{0} 期";
    map_too_few: "▲ too few", "▲ 过少", "▲ 過少";
    map_points: "{0} points", "{0} 分", "{0} 分";
    map_described: "Strategy map of {0}: {1} objectives, {2} arrows.", "{0} 战略地图：{1} 个目标，{2} 条因果关系。", "{0} 戰略地圖：{1} 個目標，{2} 條因果關係。";

    // Report
    report_unit: "Performance report", "绩效考核报告", "績效考核報告";
    report_print: "Print, or save as PDF", "打印或另存为 PDF", "列印或另存為 PDF";
    report_summary: "Summary", "摘要", "摘要";
    report_scored: "{0} of {1} units have a total; {2} are provisional.", "{1} 个科室中 {0} 个有总分，其中 {2} 个为暂定。", "{1} 個科室中 {0} 個有總分，其中 {2} 個為暫定。";
    report_best: "Highest: {0}, {1}. Lowest: {2}, {3}.", "最高：{0}，{1}。最低：{2}，{3}。", "最高：{0}，{1}。最低：{2}，{3}。";
    report_status: "On target {0}, at risk {1}, off target {2}.", "达标 {0}，预警 {1}，未达标 {2}。", "達標 {0}，預警 {1}，未達標 {2}。";
    report_rank: "Rank {0} of {1}; {2} against the period before.", "第 {0} 名，共 {1} 个；与上期相比 {2}。", "第 {0} 名，共 {1} 個；與上期相比 {2}。";
    report_rank_same: "Rank {0} of {1}, as in the period before.", "第 {0} 名，共 {1} 个；与上期相同。", "第 {0} 名，共 {1} 個；與上期相同。";
    report_rank_new: "Rank {0} of {1}.", "第 {0} 名，共 {1} 个。", "第 {0} 名，共 {1} 個。";
    report_matrix: "All units", "各科室得分", "各科室得分";
    report_moves: "What moved since {0}", "与 {0} 相比的变化", "與 {0} 相比的變化";
    report_before: "Before", "上期", "上期";
    report_now: "Now", "本期", "本期";
    report_act: "What to act on", "需要改进的指标", "需要改進的指標";
    report_measures: "Measures", "指标得分", "指標得分";
    report_findings: "Findings and coverage", "提示与覆盖率", "提示與覆蓋率";
    report_first: "The first {0} of {1} units are listed, so that the report can be read; the report of each unit has all of its own.", "共 {1} 个科室，为便于阅读，此处列出前 {0} 个；各科室的完整内容见其报告。", "共 {1} 個科室，為便於閱讀，此處列出前 {0} 個；各科室的完整內容見其報告。";
    report_no_measures: "Points by measure, and how they came about, are in the reports of the card's own periods, of which this one is made, and only where there are figures.", "各指标得分及其计算过程见本期所含各考核期的报告，且仅限有数据的考核期。", "各指標得分及其計算過程見本期所含各考核期的報告，且僅限有數據的考核期。";
    report_some: "The {0} gravest of {1} are listed; the page on the screen has all of them.", "共 {1} 项，此处列出最重要的 {0} 项；屏幕页面上列有全部。", "共 {1} 項，此處列出最重要的 {0} 項；螢幕頁面上列有全部。";
    report_greatest: "The {0} greatest of {1} changes are listed.", "共 {1} 项变化，此处列出最大的 {0} 项。", "共 {1} 項變化，此處列出最大的 {0} 項。";
    report_annex: "Annex: how the points came about", "附录：得分计算过程", "附錄：得分計算過程";
    report_prepared: "Prepared by", "编制", "編製";
    report_reviewed: "Reviewed by", "审核", "審核";
    report_signed: "Signature", "签字", "簽名";
    report_day: "Date", "日期", "日期";
    report_imprint: "Counterpoise {0} · digest of the workbook {1} · printed {2}", "Counterpoise {0} · 校验码 {1} · 打印于 {2}", "Counterpoise {0} · 檢核碼 {1} · 列印於 {2}";
}
