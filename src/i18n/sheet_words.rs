//! The texts of a workbook whose scores are formulas, side by side in English, 简体中文 and 繁體中文.

use super::month::{format_brief, format_period};
use crate::domain::name::Language;
use crate::domain::period::{FirstMonth, Month, Period};

/// The texts in `language`.
#[must_use]
pub fn sheet_words(language: Language) -> &'static SheetWords {
    match language {
        Language::English => &SheetWords::ENGLISH,
        Language::SimplifiedChinese => &SheetWords::SIMPLIFIED,
        Language::TraditionalChinese => &SheetWords::TRADITIONAL,
    }
}

/// The language, the texts in their order, and how months and periods are written.
pub type SheetTexts =
    (Language, Vec<&'static str>, fn(Month, Language) -> String, fn(Period, FirstMonth, Language) -> String);

/// All that such a workbook is written with.
#[must_use]
pub fn sheet_texts(language: Language) -> SheetTexts {
    let texts = sheet_words(language).all().into_iter().map(|(_, text)| text).collect();
    (language, texts, format_brief, format_period)
}

words! {
    SheetWords;
    // In the order of `interop::live::Label`.
    about: "About", "说明", "說明";
    digits: "A spreadsheet counts with about 15 digits, Counterpoise exactly; far behind the point the two may differ.",
        "电子表格按约 15 位有效数字计算，Counterpoise 精确计算；小数点后很远的位数可能略有差异。",
        "試算表依約 15 位有效數字計算，Counterpoise 精確計算；小數點後很遠的位數可能略有差異。";
    blank: "Change a figure, a target or a weight on its sheet, and every score follows. An empty figure is missing; a word means that it does not exist for the unit.",
        "在相应工作表中修改数据、目标值或权重，所有得分随之更新。空白表示数据缺失；文字表示该科室没有此数据。",
        "在相應工作表中修改數據、目標值或權重，所有得分隨之更新。空白表示數據缺漏；文字表示該科室沒有此數據。";
    exempt: "A figure in brackets is exempt: it does not count.", "括号内的数据已豁免，不参与计分。", "括號內的數據已豁免，不參與計分。";
    counted: "{0} of {1} scores are formulas; the others are values, and say so.", "共 {1} 项得分，其中 {0} 项为公式；其余为数值，并已注明。", "共 {1} 項得分，其中 {0} 項為公式；其餘為數值，並已註明。";
    held: "held as a value", "以数值保存", "以數值儲存";
    not_applicable: "n/a", "不适用", "不適用";
    figures: "Figures", "数据", "數據";
    combined: "Combined figures", "汇总数据", "彙總數據";
    definitions: "Definitions", "目标与定义", "目標與定義";
    peers: "Peers", "同类科室", "同類科室";
    unit: "Unit", "科室", "科室";
    item: "Item", "数据项", "數據項";
    measured: "Measured in", "计量单位", "計量單位";
    card: "Scorecard", "计分卡", "計分卡";
    measure: "Measure", "指标", "指標";
    parameter: "Parameter", "参数", "參數";
    working: "How the scores come about", "得分的计算过程", "得分的計算過程";
    actual: "Actual", "实际值", "實際值";
    target: "Target", "目标值", "目標值";
    points: "Points", "得分", "得分";
    points_by_method: "Points by the method", "按方法计分", "依方法計分";
    full_points: "Full points", "满分", "滿分";
    full_with_points: "Full points of what has points", "有得分部分的满分", "有得分部分的滿分";
    factor: "Factor for missing data", "缺失数据的分配系数", "缺漏數據的分配係數";
    basis: "Applied to", "计分依据", "計分依據";
    part_of_formula: "Part of the formula", "公式的一部分", "公式的一部分";
    substitute: "Stands in for it", "替代值", "替代值";
    total: "Total", "总分", "總分";
    before_veto: "Before vetoes", "否决前", "否決前";
    extra: "Extra points", "加分", "加分";
    percent: "Percent of full points", "得分率（%）", "得分率（%）";
    grade: "Grade", "等级", "等級";
    coverage: "Coverage in %", "覆盖率（%）", "覆蓋率（%）";
    year_to_date: "Mean of the year to date", "本年累计平均", "本年累計平均";
    left_out: "left out", "不考核", "不考核";
    condition: "Condition (1: yes)", "条件（1 为是）", "條件（1 為是）";
    scored: "Parts with a score", "有得分的项数", "有得分的項數";
    achievement: "Achievement", "达标分", "達標分";
    improvement: "Improvement", "改进分", "改進分";
    weight: "Weight", "权重", "權重";
    card_total: "Full points of the card", "计分卡满分", "計分卡滿分";
    least_scored: "Parts that must have a score", "至少需有得分的项数", "至少需有得分的項數";
    extra_ceiling: "Most extra points in all", "加分合计上限", "加分合計上限";
    grade_from: "Grade from %", "等级起始得分率（%）", "等級起始得分率（%）";
    veto_most: "Veto: total at most", "一票否决：总分最高为", "一票否決：總分最高為";
    decimals: "Decimals of points", "得分小数位", "得分小數位";
    least_months: "Months that suffice", "至少需要的月数", "至少需要的月數";
    range_low: "Range from", "区间下限", "區間下限";
    range_high: "Range to", "区间上限", "區間上限";
    floor: "Completion at least", "完成率保底", "達成率下限";
    cap: "Completion at most", "完成率封顶", "達成率上限";
    step_size: "One step is", "一个单位", "一個單位";
    deduct: "Points off for each step on the bad side", "较差一侧每单位扣分", "較差一側每單位扣分";
    add: "Points more for each step on the good side", "较好一侧每单位加分", "較好一側每單位加分";
    lowest: "Fewest points", "最低分", "最低分";
    highest: "Most points", "最高分", "最高分";
    points_each: "Points off for each", "每个扣分", "每個扣分";
    band_from: "Band from value", "区间起始值", "區間起始值";
    band_gives: "Band earns", "区间得分", "區間得分";
    knot_at: "At value", "取值", "於數值";
    knot_percent: "% of full points", "满分的 %", "滿分的 %";
    below: "% of full points below the first value", "第一点以下满分的 %", "第一點以下滿分的 %";
    above: "% of full points above the last value", "最后一点以上满分的 %", "最後一點以上滿分的 %";
    otherwise: "Else, % of full points", "未达标得满分的 %", "未達標得滿分的 %";
    last_percent: "The last gets, % of full points", "最后一名得满分的 %", "最後一名得滿分的 %";
    rank_up_to: "Up to rank", "至第几名", "至第幾名";
    rank_percent: "% of full points for these ranks", "该名次段得满分的 %", "該名次段得滿分的 %";
    least_peers: "Peers needed", "至少需要的同类科室数", "至少需要的同類科室數";
    scale: "Scale", "分制", "分制";
    out_of: "Most marks", "评分上限", "評分上限";
    target_value: "Target value", "目标值", "目標值";
    uplift: "Percent added", "上浮（%）", "調升（%）";
    offset: "Amount added", "另加", "另加";
    quantile: "Quantile, 0 to 1", "分位（0 至 1）", "分位（0 至 1）";
    threshold: "Threshold", "门槛值", "門檻值";
    benchmark: "Benchmark", "标杆值", "標竿值";
    baseline: "Own baseline", "自身基线值", "自身基線值";
    last_year: "Last year's monthly mean", "上年月均值", "上年月平均值";
    year_earlier: "Same period last year", "上年同期", "上年同期";
    earlier: "The period before", "上期", "上期";
    trailing: "Mean of the periods before", "前几期均值", "前幾期平均值";
}
