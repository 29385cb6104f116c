//! The texts about questions that scores answer, side by side in English, 简体中文 and 繁體中文.

use crate::domain::name::Language;

/// The texts in `language`.
#[must_use]
pub fn analysis_words(language: Language) -> &'static AnalysisWords {
    match language {
        Language::English => &AnalysisWords::ENGLISH,
        Language::SimplifiedChinese => &AnalysisWords::SIMPLIFIED,
        Language::TraditionalChinese => &AnalysisWords::TRADITIONAL,
    }
}

words! {
    AnalysisWords;
    // Trend
    trend_too_few: "Fewer than {0} periods have a figure: too few to tell a signal from noise.", "有数据的考核期不足 {0} 个，尚不足以区分信号与正常波动。", "有數據的考核期不足 {0} 個，尚不足以區分訊號與正常波動。";
    trend_noise: "Nothing but noise: the last value lies within its natural variation.", "属于正常波动：最近一期在自然波动范围之内。", "屬於正常波動：最近一期在自然波動範圍之內。";
    trend_unusual: "The last value is unusual: {0}. Look for its cause.", "最近一期异常：{0}。请查找原因。", "最近一期異常：{0}。請尋找原因。";
    signal_outside: "it lies outside the natural limits", "超出自然界限", "超出自然界限";
    signal_run: "seven values in a row lie on the same side of the mean", "连续七期位于均值同一侧", "連續七期位於平均值同一側";
    signal_trend: "seven values in a row go the same way", "连续七期持续上升或下降", "連續七期持續上升或下降";
    signal_near_limit: "two of three values in a row lie near the same limit", "相邻三期中有两期接近同一界限", "相鄰三期中有兩期接近同一界限";
    signal_jump: "the step from the value before is larger than natural", "与上一期相比变动过大", "與上一期相比變動過大";
    trend_method: "Limits: mean ± 2.66 × mean moving range (XmR chart after Wheeler and Shewhart).", "界限：均值 ± 2.66 × 平均移动极差（XmR 图，据 Wheeler 与 Shewhart）。", "界限：平均值 ± 2.66 × 平均移動全距（XmR 圖，據 Wheeler 與 Shewhart）。";

    // Alerts
    alert_vetoed: "The veto “{0}” took effect.", "一票否决“{0}”已生效。", "一票否決「{0}」已生效。";
    alert_off_target: "It is off target.", "未达标。", "未達標。";
    alert_deducts: "It deducts {0} points.", "扣 {0} 分。", "扣 {0} 分。";
    alert_veto_near: "The veto “{0}” would take effect if it were a tenth worse.", "若再差一成，一票否决“{0}”将会生效。", "若再差一成，一票否決「{0}」將會生效。";
    alert_at_risk: "It is at risk.", "处于预警。", "處於預警。";
    alert_worse_than_before: "It is {0} % worse than its own mean of the periods before, {1}.", "比自身以往均值（{1}）差 {0} %。", "比自身以往平均值（{1}）差 {0} %。";
    alert_three_times: "It has got worse three times in a row.", "已连续三期变差。", "已連續三期變差。";

    // Actions
    action_plan: "Plan", "计划", "計畫";
    action_do: "Do", "执行", "執行";
    action_check: "Check", "检查", "查核";
    action_act: "Act", "处理", "行動";

    // Contributions
    part_redistribution: "Redistribution of missing measures", "缺失指标的权重重新分配", "缺漏指標的權重重新分配";
    part_substitute: "Substitute for {0}", "{0}的替代值", "{0}的替代值";
    part_ceiling: "Ceiling of the extra points", "加分上限", "加分上限";
    part_perspective_veto: "Veto on {0}", "对{0}的一票否决", "對{0}的一票否決";
    part_total_veto: "Veto on the total", "对总分的一票否决", "對總分的一票否決";
    part_rounding: "Rounding of the mean", "均值的舍入", "平均值的捨入";
    changed_by: "The total changed by {0}, from {1} to {2}.", "总分变化 {0}，由 {1} 变为 {2}。", "總分變化 {0}，由 {1} 變為 {2}。";

    // Closing
    closed_now: "closed {0}, now {1}", "结账 {0}，现为 {1}", "結帳 {0}，現為 {1}";
    closed_nothing: "none", "无", "無";
    closing_closed: "This period is closed already. Reopen it first.", "该考核期已结账。请先反结账。", "該考核期已結帳。請先取消結帳。";
    closing_no_scores: "No unit has a score in this period, so there is nothing to close. Enter its figures first.", "该考核期没有任何科室有得分，无法结账。请先录入数据。", "該考核期沒有任何科室有得分，無法結帳。請先輸入數據。";
    closing_open: "This period is not closed.", "该考核期尚未结账。", "該考核期尚未結帳。";
    closing_no_reason: "Reopening a period needs a reason. Write why; it is kept in the change log.", "反结账需要说明原因。请填写；原因将记入更改记录。", "取消結帳需要說明原因。請填寫；原因將記入更改記錄。";

    // The next point
    next_point: "{0} more at {1}, a change of {2} %.", "达到 {1}（变化 {2} %）可多得 {0} 分。", "達到 {1}（變化 {2} %）可多得 {0} 分。";
    next_point_from_zero: "{0} more at {1}.", "达到 {1} 可多得 {0} 分。", "達到 {1} 可多得 {0} 分。";
    next_point_full: "Nothing is missing.", "没有失分。", "沒有失分。";
    next_point_none: "The actual alone wins no more points.", "仅靠实际值无法再得分。", "僅靠實際值無法再得分。";

    // Trial design
    trial_summary: "{0} units gain, {1} lose, {2} stay as they are.", "{0} 个科室得分上升，{1} 个下降，{2} 个不变。", "{0} 個科室得分上升，{1} 個下降，{2} 個不變。";

    // Correlation on the strategy map
    correlation: "Rank correlation {0} with the effect {1} periods later, over {2} periods.", "滞后 {1} 期的秩相关系数为 {0}，基于 {2} 期数据。", "落後 {1} 期的等級相關係數為 {0}，基於 {2} 期數據。";
    correlation_at_once: "Rank correlation {0} in the same period, over {1} periods.", "同期秩相关系数为 {0}，基于 {1} 期数据。", "同期等級相關係數為 {0}，基於 {1} 期數據。";
    correlation_too_few: "That is too few to rely on: {0} would be the least.", "数据过少，不足为据：至少需要 {0} 期。", "數據過少，不足採信：至少需要 {0} 期。";
    correlation_none: "The scores do not allow a rank correlation: too few periods have both, or one of them never changes.", "无法计算秩相关系数：同时有得分的考核期过少，或其中一方从不变化。", "無法計算等級相關係數：同時有得分的考核期過少，或其中一方從不變化。";
}
